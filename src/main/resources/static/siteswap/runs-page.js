import {mountRuns} from "/siteswap/runs.js";

mountRuns(document.getElementById("runs"));
