module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  restrictedImportPatterns: ['@ztn/backstage-plugin-*', '@ztn/demo-world'],
});
