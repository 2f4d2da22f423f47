const factory = require('@backstage/cli/config/eslint-factory');

// Pure: the engine and nothing else of ours, no Backstage, no Node module.
// Two roads lead from the vocabulary at the top of `src`, and neither knows of
// the other: what to write (goal -> read -> generate -> prove -> guardrails),
// and where to write it (yaml -> locate, kustomization -> place).
const downstreamOf = {
  goal: ['read', 'generate', 'prove', 'guardrails', 'place', 'locate', 'yaml'],
  words: ['read', 'generate', 'prove', 'guardrails', 'place', 'locate', 'yaml'],
  read: ['generate', 'prove', 'guardrails', 'place', 'locate', 'yaml'],
  generate: ['prove', 'guardrails', 'place', 'locate', 'yaml'],
  prove: ['generate', 'guardrails', 'place', 'locate', 'yaml'],
  guardrails: ['place', 'locate', 'yaml'],
  yaml: ['kustomization', 'locate', 'place', 'goal', 'read', 'generate'],
  kustomization: ['place', 'goal', 'read', 'generate'],
  locate: ['place', 'goal', 'read', 'generate'],
  place: ['goal', 'read', 'generate', 'prove', 'guardrails'],
};

const outside = [
  {
    group: ['@ztn/backstage-plugin-*', '@ztn/demo-world', '@backstage/*'],
    message: 'The planner imports the engine and nothing else of ours.',
  },
  {
    group: ['node:*', 'fs', 'path', 'os', 'crypto', 'http', 'https', 'util'],
    message: 'The planner is pure: no Node module.',
  },
];

module.exports = factory(__dirname, {
  // Files read top down: what is exported first, its helpers below it.
  tsRules: {
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, classes: false, variables: false },
    ],
  },
  restrictedSrcSyntax: [
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: 'The planner has no clock: take the time as an argument.',
    },
    {
      selector: "MemberExpression[object.name='Date'][property.name='now']",
      message: 'The planner has no clock: take the time as an argument.',
    },
    {
      selector: "MemberExpression[object.name='Math'][property.name='random']",
      message: 'The planner is deterministic.',
    },
  ],
  overrides: [
    {
      // It asserts that the property holds, and throws the shrunk case.
      files: ['src/**/*.test.ts'],
      rules: {
        'jest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'checkProperty'] },
        ],
      },
    },
    {
      // Tests put questions to the engine's own oracles and generators.
      files: ['src/**/*.test.ts', 'src/testing/**/*.ts'],
      rules: { '@backstage/no-relative-monorepo-imports': 'off' },
    },
    {
      // Test helpers: never exported, so development dependencies are enough.
      files: ['src/testing/**/*.ts'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
    {
      files: ['src/**/*.ts'],
      excludedFiles: ['src/**/*.test.ts', 'src/testing/**'],
      rules: { 'no-restricted-imports': ['error', { patterns: outside }] },
    },
    ...Object.entries(downstreamOf).map(([stage, downstream]) => ({
      files: [`src/${stage}/**/*.ts`],
      excludedFiles: ['src/**/*.test.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              ...outside,
              {
                group: downstream.map(later => `**/${later}/**`),
                message: `'${stage}' may not import a later stage.`,
              },
            ],
          },
        ],
      },
    })),
  ],
});
