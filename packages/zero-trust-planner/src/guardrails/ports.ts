import { portsOf } from '../read/portsOf';
import { Guardrail, Warning } from './Guardrail';

/** Ports of proxies, metrics and debuggers. */
const adminPorts = [
  15000, 15004, 15014, 15020, 15021, 15090, 9090, 9901, 6060, 5005,
];
const adminPaths = [
  '/admin',
  '/metrics',
  '/debug',
  '/actuator',
  '/config_dump',
];

/** What is made for operators is looked at by a person. */
export const adminPort: Guardrail = {
  id: 'admin-port',
  level: 'review',
  check({ goal, settings }) {
    const ports = settings?.adminPorts ?? adminPorts;
    const paths = settings?.adminPaths ?? adminPaths;
    return goal.rules.flatMap(({ port, http }): readonly Warning[] => {
      const found = (http?.paths ?? []).filter(({ value }) =>
        paths.some(path => value === path || value.startsWith(`${path}/`)),
      );
      return [
        ...(ports.includes(port)
          ? [{ message: `Port ${port} is one for operators.` }]
          : []),
        ...found.map(({ value }) => ({
          message: `${value} is a path for operators.`,
        })),
      ];
    });
  },
};

/** Policies name the pods' port; a Service's would open a port that is not there. */
export const servicePort: Guardrail = {
  id: 'service-port',
  level: 'block',
  check({ goal, engine, edge }) {
    const known = portsOf(engine.snapshot, edge.callees);
    return goal.rules.flatMap(({ port, protocol }): readonly Warning[] => {
      const same = known.filter(one => one.protocol === protocol);
      if (same.some(one => one.port === port)) return [];
      const behind = same.find(({ services }) =>
        services.some(one => one.port === port),
      );
      return behind
        ? [
            {
              message: `Port ${port} is the Service's; the pods listen on ${behind.port}.`,
            },
          ]
        : [];
    });
  },
};
