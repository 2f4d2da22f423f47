const factory = require('@backstage/cli/config/eslint-factory');

// The engine is the pure core: nothing of ours, no Node module, no Backstage
// and no clock. Inside it data flows one way:
// vocabulary -> snapshot, sets -> select -> layers -> evaluate -> exposure,
// explain -> posture.
// The reference oracle shares the snapshot's types and nothing else.
const downstreamOf = {
  snapshot: [
    'sets',
    'select',
    'layers',
    'evaluate',
    'exposure',
    'explain',
    'posture',
    'reference',
  ],
  sets: [
    'snapshot',
    'select',
    'layers',
    'evaluate',
    'exposure',
    'explain',
    'posture',
    'reference',
  ],
  select: ['layers', 'evaluate', 'exposure', 'explain', 'posture', 'reference'],
  layers: ['evaluate', 'exposure', 'explain', 'posture', 'reference'],
  evaluate: ['exposure', 'explain', 'posture', 'reference'],
  exposure: ['posture', 'reference'],
  explain: ['posture', 'reference'],
  posture: ['reference'],
  reference: [
    'sets',
    'select',
    'layers',
    'evaluate',
    'exposure',
    'explain',
    'posture',
  ],
};

const outside = [
  {
    group: ['@ztn/*', '@backstage/*'],
    message: 'The engine imports nothing of ours and no Backstage.',
  },
  {
    group: ['node:*', 'fs', 'path', 'os', 'crypto', 'http', 'https', 'util'],
    message: 'The engine runs in a browser: no Node module.',
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
      message: 'The engine has no clock: take the time as an argument.',
    },
    {
      selector: "MemberExpression[object.name='Date'][property.name='now']",
      message: 'The engine has no clock: take the time as an argument.',
    },
    {
      selector: "MemberExpression[object.name='Math'][property.name='random']",
      message: 'The engine is deterministic.',
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
