// @ts-check

/**
 * What code may not do with the answer to "may they?". Only `ALLOW` opens: an
 * answer that is compared with `DENY`, or taken for true, lets through whatever
 * else there is, and `CONDITIONAL` first of all. Each is a pattern of
 * `no-restricted-syntax`.
 */
const message =
  'compare a permission decision with AuthorizeResult.ALLOW: whatever else it is must not let anybody through';

/** `decision.result`, and what it is asked of. */
const result = "MemberExpression[property.name='result']";
const asked =
  'AwaitExpression[argument.callee.property.name=/^authorize(Conditional)?$/]';
const listed = 'ArrayExpression';
const notAllow =
  "MemberExpression[object.name='AuthorizeResult'][property.name!='ALLOW']";

/** Places where a value is taken for true or false. */
const truthOf = (/** @type {string} */ value) => [
  `IfStatement > ${value}.test`,
  `ConditionalExpression > ${value}.test`,
  `WhileStatement > ${value}.test`,
  `UnaryExpression[operator='!'] > ${value}`,
  `LogicalExpression > ${value}.left`,
  `CallExpression[callee.name='Boolean'] > ${value}`,
];

module.exports = [
  `BinaryExpression > ${notAllow}`,
  `SwitchCase > ${notAllow}[property.name='DENY'].test`,
  `BinaryExpression:has(> ${result}) > Literal`,
  ...[result, asked, listed].flatMap(truthOf),
].map(selector => ({ selector, message }));
