// Modules of Node itself, that nothing translates.
module.exports = {
  parserOptions: { sourceType: 'module', ecmaVersion: 2024 },
  env: { node: true, es2024: true },
};
