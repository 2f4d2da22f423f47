/** Title, meaning and remedy for findings about AuthorizationPolicies. */
export const authorizationFindingMessages = {
  'finding.action-not-read-by-ztunnel.title':
    'ztunnel is not told of this policy',
  'finding.action-not-read-by-ztunnel.meaning':
    'It knows ALLOW and DENY. A CUSTOM policy asks nobody here and an AUDIT policy logs nothing.',
  'finding.action-not-read-by-ztunnel.fix':
    'Attach the policy to a waypoint with targetRefs.',

  'finding.deny-by-host-misses-port.title':
    'A DENY by host misses requests that name the port',
  'finding.deny-by-host-misses-port.meaning':
    'The whole Host header is compared, and a client may add the port to it. With the port the text differs and the request is not denied.',
  'finding.deny-by-host-misses-port.fix':
    'Deny the name with :* behind it as well, or allow what may be called instead.',

  'finding.deny-by-identity-misses-plaintext.title':
    'A DENY by identity lets plaintext callers through',
  'finding.deny-by-identity-misses-plaintext.meaning':
    'The rule names a namespace or a principal. A caller that sends plaintext proves neither and is not denied, wherever its pod runs.',
  'finding.deny-by-identity-misses-plaintext.fix':
    'Set STRICT, or deny notPrincipals: ["*"] as well.',

  'finding.http-rule-on-tcp-port.title':
    'A rule about HTTP is enforced on a port that is not HTTP',
  'finding.http-rule-on-tcp-port.meaning':
    'The proxy sees only connections there. Of a DENY rule it removes the HTTP part and denies every connection that is left; an ALLOW rule it drops whole, and nobody gets in.',
  'finding.http-rule-on-tcp-port.fix':
    'Name the HTTP ports in the rule, and write a rule without HTTP fields for the others.',

  'finding.identity-rule-without-mtls.title':
    'A rule asks for an identity where mutual TLS is off',
  'finding.identity-rule-without-mtls.meaning':
    'The mode of these ports is DISABLE, so no caller proves who it is. An ALLOW rule admits nobody, a DENY rule stops nobody.',
  'finding.identity-rule-without-mtls.fix':
    'Set PERMISSIVE or STRICT for these ports.',

  'finding.method-never-sent.title':
    'A rule names a method that no request has',
  'finding.method-never-sent.meaning':
    'Methods are compared as they are sent, in capitals, and every gRPC call is a POST. The rule never matches.',
  'finding.method-never-sent.fix':
    'Write the method in capitals; name gRPC methods under paths.',

  'finding.negative-source-admits-plaintext.title':
    'A rule that excludes somebody admits who has no identity',
  'finding.negative-source-admits-plaintext.meaning':
    'Without mutual TLS a caller is in no namespace and has no principal, so notNamespaces and notPrincipals always match. These ports accept plaintext, and everybody who sends it is admitted.',
  'finding.negative-source-admits-plaintext.fix':
    'Add principals: ["*"] to the source, or set STRICT.',

  'finding.policy-without-rules.title':
    'A policy without rules matches no request',
  'finding.policy-without-rules.meaning':
    'Only an ALLOW policy means something without rules: it admits nobody. A DENY policy without rules denies nothing.',
  'finding.policy-without-rules.fix':
    'To deny everything write one empty rule: rules: [{}].',

  'finding.principal-widened-by-alias.title':
    'A principal of one trust domain admits those of its aliases too',
  'finding.principal-widened-by-alias.meaning':
    'Proxies take a trust domain of this mesh for every one that the mesh configuration lists. ztunnel does not.',
  'finding.principal-widened-by-alias.fix':
    'Remove aliases that you no longer need from the mesh configuration.',

  'finding.rule-key-unknown.title':
    'A rule names a condition that Istio does not know',
  'finding.rule-key-unknown.meaning':
    'Istio skips the whole rule. Of an ALLOW policy one reason to admit is gone, of a DENY policy one reason to refuse.',
  'finding.rule-key-unknown.fix':
    'Correct the key; claims are written request.auth.claims[name].',

  'finding.rule-not-read-by-ztunnel.title':
    'A rule names what ztunnel cannot see',
  'finding.rule-not-read-by-ztunnel.meaning':
    'Without a waypoint ztunnel enforces, and it knows connections alone. An ALLOW rule about HTTP is dropped and admits nobody; a DENY rule loses that part and denies more than it says, or nothing at all.',
  'finding.rule-not-read-by-ztunnel.fix':
    'Attach the policy to a waypoint with targetRefs; keep identities and ports for ztunnel.',

  'finding.star-is-literal.title':
    'A star in the middle of a text is only a star',
  'finding.star-is-literal.meaning':
    'Istio reads one star, at the beginning or at the end. This value matches only texts that contain the character.',
  'finding.star-is-literal.fix':
    'Use one star at one end, or a path template with {*} and {**}.',
};
