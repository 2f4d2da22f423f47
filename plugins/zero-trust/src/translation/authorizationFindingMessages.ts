/** Title, meaning and remedy for findings about AuthorizationPolicies. */
export const authorizationFindingMessages = {
  'finding.action-not-read-by-ztunnel.title':
    'ztunnel is not told of this policy',
  'finding.action-not-read-by-ztunnel.meaning':
    'It knows ALLOW and DENY. A CUSTOM policy asks nobody here and an AUDIT policy logs nothing.',
  'finding.action-not-read-by-ztunnel.fix':
    'Attach the policy to a waypoint with targetRefs.',

  'finding.authorizer-unusable.title':
    'A CUSTOM policy denies what it should have checked',
  'finding.authorizer-unusable.meaning':
    'istiod cannot hand the request to the authorizer: it is not in the mesh configuration, or the workload has a second one. What the rules match is refused.',
  'finding.authorizer-unusable.fix':
    'Name one provider of extensionProviders for each workload.',

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

  'finding.dry-run-not-read.title':
    'A policy that was meant to be tried out is enforced',
  'finding.dry-run-not-read.meaning':
    'The annotation istio.io/dry-run is read as a boolean. This text is none, so the policy is in force.',
  'finding.dry-run-not-read.fix': 'Write "true" or "false".',

  'finding.empty-selector-misses-ambient.title':
    'An empty selector leaves out ambient workloads',
  'finding.empty-selector-misses-ambient.meaning':
    'Proxies take an empty selector for everything. ztunnel gets an AuthorizationPolicy that is about nobody, and a mesh-wide PeerAuthentication stays in the root namespace. This was read in the code of Istio and not seen in a test of it.',
  'finding.empty-selector-misses-ambient.fix': 'Remove the selector.',

  'finding.envoy-filter-inbound.title':
    'An EnvoyFilter patches inbound traffic',
  'finding.envoy-filter-inbound.meaning':
    'It can remove or replace the filters that authorize. What gets in is not known, and verdicts say so.',
  'finding.envoy-filter-inbound.fix':
    'Move the patch to outbound listeners or limit it to the workloads that need it.',

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

  'finding.policy-outside-mesh.title':
    'A policy selects workloads that are not in the mesh',
  'finding.policy-outside-mesh.meaning':
    'It is stored and nothing enforces it: no pod that it selects has a proxy or is captured.',
  'finding.policy-outside-mesh.fix':
    'Bring the workloads into the mesh, or protect them with a NetworkPolicy.',

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

  'finding.root-selector-spans-namespaces.title':
    'A policy of the root namespace selects pods of several namespaces',
  'finding.root-selector-spans-namespaces.meaning':
    'In the root namespace a selector is about every namespace. Teams that use the same label are bound as well.',
  'finding.root-selector-spans-namespaces.fix':
    'Move the policy into one namespace, or select by a label that only the platform sets.',

  'finding.rule-host-missing.title': 'A rule names a host that no Service has',
  'finding.rule-host-missing.meaning':
    'The name looks like that of a Service and there is none. No request for a Service of this cluster matches.',
  'finding.rule-host-missing.fix': 'Correct the name, or remove it.',

  'finding.rule-key-unknown.title':
    'A rule names a condition that Istio does not know',
  'finding.rule-key-unknown.meaning':
    'Istio skips the whole rule. Of an ALLOW policy one reason to admit is gone, of a DENY policy one reason to refuse.',
  'finding.rule-key-unknown.fix':
    'Correct the key; claims are written request.auth.claims[name].',

  'finding.rule-namespace-missing.title':
    'A rule names a namespace that does not exist',
  'finding.rule-namespace-missing.meaning':
    'Nobody calls from there today. Whoever creates a namespace of that name gets the permission, or is refused.',
  'finding.rule-namespace-missing.fix': 'Correct the name, or remove it.',

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

  'finding.target-without-effect.title':
    'Nothing enforces this policy at its target',
  'finding.target-without-effect.meaning':
    'A policy with targetRefs is enforced by the waypoint or gateway in front of what it names, and nowhere else. What it names is not there, has no waypoint in use, or cannot be named so.',
  'finding.target-without-effect.fix':
    'Bind the Service to a waypoint that is ready, or correct the reference.',

  'finding.token-not-demanded.title': 'Tokens are validated and not demanded',
  'finding.token-not-demanded.meaning':
    'A request with a bad token is refused and one without any passes. No AuthorizationPolicy for these workloads asks for a token.',
  'finding.token-not-demanded.fix':
    'Deny notRequestPrincipals: ["*"], or allow requestPrincipals only.',

  'finding.token-rule-without-authentication.title':
    'A rule asks for a token that nobody reads',
  'finding.token-rule-without-authentication.meaning':
    'Without a RequestAuthentication for these workloads no token is validated, so no request has a principal or a claim. An ALLOW rule admits nobody; a DENY rule that excludes a principal refuses everybody.',
  'finding.token-rule-without-authentication.fix':
    'Add a RequestAuthentication that selects the workloads.',

  'finding.key-fetch-unrestricted.title':
    'istiod fetches keys for tokens from anywhere',
  'finding.key-fetch-unrestricted.meaning':
    'Whoever may write a RequestAuthentication chooses an address that istiod then calls, inside the cluster as well.',
  'finding.key-fetch-unrestricted.fix':
    'Set BLOCKED_CIDRS_IN_JWKS_URIS on istiod, or write the keys into the objects.',

  'finding.principal-of-foreign-domain.title':
    "A rule names a trust domain that is not this mesh's",
  'finding.principal-of-foreign-domain.meaning':
    'It is neither the trust domain of the mesh nor an alias of it, so who has this identity cannot be seen from here, and proxies take no certificate of it.',
  'finding.principal-of-foreign-domain.fix':
    "Write cluster.local or the mesh's own trust domain, or add the domain to the mesh configuration.",
};
