import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';
import { Node } from './Snapshot';

/** A Node with every address of any type, and its pod ranges. */
export function parseNode(raw: RawObject): Parsed<Node> {
  return parseObject(raw, 'cluster', (root, { meta }) => {
    const first = root.in('spec', 'podCIDR').optionalString();
    const all = root.in('spec', 'podCIDRs').strings();
    return {
      name: meta.name,
      labels: meta.labels,
      annotations: meta.annotations,
      addresses: [
        ...new Set(
          root
            .in('status', 'addresses')
            .items()
            .map(item => item.at('address').string()),
        ),
      ],
      podCidrs: [...new Set(first ? [first, ...all] : all)],
    };
  });
}
