// Takes the place of the config.js that Welcome ships.
export default {
  customScripts: ['scripts/siteswap/sign-in']
};
