module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // Linted as everything else: files with a dot in front are not by default.
  ignorePatterns: ['!.eslintrc.js'],
  restrictedSrcSyntax: require('./lint/permissionDecisions'),
  // Files read top down: what is exported first, its helpers below it.
  tsRules: {
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, classes: false, variables: false },
    ],
  },
  overrides: [
    {
      // Used by tests alone, and in no package that is built.
      files: ['src/**/testing/**', 'bench/**'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
  ],
});
