// Takes the place of the config.js that Cockpit ships.
export default {
  customScripts: ['scripts/siteswap/changes'],
  disableWelcomeMessage: true
};
