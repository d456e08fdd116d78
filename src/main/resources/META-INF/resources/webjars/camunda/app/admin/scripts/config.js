// Takes the place of the config.js that Admin ships.
export default {
  customScripts: ['scripts/siteswap/sign-in']
};
