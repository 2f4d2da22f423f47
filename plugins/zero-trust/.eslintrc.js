module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  restrictedImportPatterns: ['@ztn/demo-world', '@ztn/*-backend'],
});
