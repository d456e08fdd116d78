// Takes the place of the config.js that Cockpit ships.
export default {
  customScripts: ['scripts/siteswap/plugin'],
  disableWelcomeMessage: true
};
