module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // Files read top down: what is exported first, its helpers below it.
  tsRules: {
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, classes: false, variables: false },
    ],
  },
});
