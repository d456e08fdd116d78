// Takes the place of the config.js that Cockpit ships.
export default {
  customScripts: [
    'scripts/siteswap/plugin',
    'scripts/siteswap/sign-in',
    'scripts/siteswap/announcements',
    'scripts/siteswap/roles'
  ],
  disableWelcomeMessage: true
};
