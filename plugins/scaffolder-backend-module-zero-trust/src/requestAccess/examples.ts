import { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const examples: TemplateExample[] = [
  {
    description: 'Ask for what a form says, and show the pull request',
    example: `steps:
  - id: access
    name: Ask for access
    action: zero-trust:request-access
    input:
      caller: \${{ parameters.caller }}
      callee: \${{ parameters.callee }}
      cluster: prod-eu
      rules:
        - port: 8080
          http:
            methods: [GET]
            paths: [{ type: prefix, value: /v1/orders }]
      justification: \${{ parameters.why }}
      waitFor: open
output:
  links:
    - title: The request
      url: \${{ steps.access.output.url }}
    - title: Its pull request
      url: \${{ steps.access.output.pullRequestUrls[0] }}
`,
  },
];
