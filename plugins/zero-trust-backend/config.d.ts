import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Zero Trust for Backstage. */
  zeroTrust?: {
    /**
     * Clusters to read. Each has exactly one of `url`, `kubeconfig` and
     * `inCluster`. Relative paths are relative to the working directory of the
     * backend's process; paths inside a kubeconfig to the kubeconfig.
     */
    clusters?: Array<{
      /** Unique; the word for the cluster in annotations, URLs and answers. */
      name: string;
      /** How people call it; the name when absent. */
      title?: string;
      /** Base URL of the API server. */
      url?: string;
      /** Certificate authority of the API server, PEM. */
      caData?: string;
      /** File with the certificate authority, PEM. */
      caFile?: string;
      /** Accepts any server certificate. For trials only. */
      skipTLSVerify?: boolean;
      /** Name to check the server's certificate against, when it is not the URL's. */
      tlsServerName?: string;
      /** How to authenticate at `url`. */
      auth?: {
        /** `serviceAccountToken`, `clientCertificate` or `none`. */
        type: 'serviceAccountToken' | 'clientCertificate' | 'none';
        /**
         * Bearer token.
         * @visibility secret
         */
        token?: string;
        /** File with the bearer token; read again for each request. */
        tokenFile?: string;
        /**
         * Client certificate, PEM.
         * @visibility secret
         */
        certData?: string;
        /** File with the client certificate, PEM. */
        certFile?: string;
        /**
         * Key of the client certificate, PEM.
         * @visibility secret
         */
        keyData?: string;
        /** File with the key of the client certificate, PEM. */
        keyFile?: string;
      };
      /** A context of a kubeconfig file; the file is read again when it changes. */
      kubeconfig?: {
        path: string;
        /** The file's current context when absent. */
        context?: string;
      };
      /** The cluster in which the backend itself runs, with its service account. */
      inCluster?: boolean;
      /**
       * What is known of the cluster and cannot be detected; wins over
       * detection. The keys of `facts.yaml`.
       */
      facts?: object;
    }>;
    /**
     * Whether peers that belong to no catalog entity are named (`show`, the
     * default) or only counted (`hide`).
     */
    unmappedPeers?: 'show' | 'hide';
    /** Seconds between two readings of the catalog; 60 when absent. */
    catalogRefreshSeconds?: number;
    /**
     * For so many seconds after a start the catalog must not change before it
     * counts as processed; 10 when absent. Until then workloads that belong to no
     * catalog entity are counted and not named.
     */
    catalogSettleSeconds?: number;
    /**
     * Which catalog entities must not be lost: they come first in what an entity
     * could reach. One annotation or tag is enough.
     */
    sensitive?: {
      /** Values by annotation; `zero-trust/sensitive: 'true'` when absent. */
      annotations?: { [name: string]: string };
      /** None when absent. */
      tags?: string[];
    };
    /** What the platform overview counts, and how strictly. */
    compliance?: {
      /** Workloads of these namespaces are not counted; how many is said. */
      excludeNamespaces?: string[];
      /** How long a namespace may stay PERMISSIVE; 30 days when absent. */
      permissiveMaxAge?: HumanDuration | string;
      waivers?: {
        /** How long an exception may last at most; 180 days when absent. */
        maxAge?: HumanDuration | string;
      };
      notifications?: {
        /**
         * Whether owners are told, through Backstage's notifications, that a
         * control of theirs turned from pass to fail and that an exception or
         * the time for PERMISSIVE ends within a week; at most one message about
         * an entity a day. False when absent.
         */
        enabled?: boolean;
      };
      history?: {
        /** How often it is recorded; every minute when absent, every second at most. */
        interval?: HumanDuration | string;
        /** How long days and events are kept; 400 days when absent. */
        retention?: HumanDuration | string;
      };
      /** By id, see `docs/compliance.md`; unknown ids and keys are refused. */
      controls?: {
        [id: string]: {
          /** True when absent. */
          enabled?: boolean;
          severity?: 'critical' | 'high' | 'medium' | 'low' | 'info';
          /** `pod-security`: the weakest level that is enough; `baseline` when absent. */
          level?: 'baseline' | 'restricted';
          /** `node-encryption`: whether it is asked for; false when absent. */
          required?: boolean;
          /** `policy-from-git`: labels and annotations of GitOps controllers. */
          markers?: string[];
          /** `permissive-age`: the same as `permissiveMaxAge`, and wins. */
          maxAge?: HumanDuration | string;
        };
      };
    };
    /**
     * Places in Git where access requests may write policies. A repository must
     * be on the host of a configured integration, whose credentials are used.
     */
    policySources?: Array<{
      /** Unique; the word for the source in annotations, answers and errors. */
      id: string;
      /** `https://host/owner/name`, without user information. */
      repo: string;
      branch: string;
      /** Names of `clusters` that get their policies from there. */
      clusters: string[];
      /** Folders that may be read. */
      roots: string[];
      /** Globs of files that may be written; YAML below `roots` when absent. */
      writable?: string[];
      /** `clusters/{cluster}/{namespace}/{callee}/allow-{caller}.yaml`. */
      newFile?: string;
      /** The same as `newFile`. */
      pathTemplate?: string;
      /** Whether a new file is listed in the nearest kustomization; `none` when absent. */
      kustomization?: 'nearest' | 'none';
      /** All three when absent. */
      kinds?: Array<
        'AuthorizationPolicy' | 'NetworkPolicy' | 'CiliumNetworkPolicy'
      >;
      /** Whether rules may be added to existing objects; `newObject` when absent. */
      strategy?: 'newObject' | 'merge';
    }>;
    /**
     * How grave a guardrail is, by its id, everywhere or for each tier of the
     * callee; see `docs/access-requests.md`. Unknown ids are refused.
     */
    guardrails?: {
      [id: string]:
        | 'off'
        | 'info'
        | 'warn'
        | 'review'
        | 'block'
        | {
            dev?: 'off' | 'info' | 'warn' | 'review' | 'block';
            staging?: 'off' | 'info' | 'warn' | 'review' | 'block';
            prod?: 'off' | 'info' | 'warn' | 'review' | 'block';
          };
    };
    /** Access requests as pull requests. */
    accessRequests?: {
      /** On where there is a policy source, when absent. */
      enabled?: boolean;
      /** Owners of the called service that must approve; 1 when absent. */
      requiredApprovals?: number;
      /** Characters of a justification; 20 when absent. */
      justificationMin?: number;
      /** Expression that the URL of a request's ticket must match as a whole. */
      ticketPattern?: string;
      /**
       * When nothing may be submitted: `from` and `to`, or `weekly`. Times are
       * those of the window's time zone, without an offset.
       */
      freezeWindows?: Array<{
        /** `2026-12-20` or `2026-12-20T16:00`. */
        from?: string;
        /** The same; a day alone is part of the window as a whole. */
        to?: string;
        /** `{ from: 'Fri 16:00', to: 'Mon 08:00' }`, of every week. */
        weekly?: { from: string; to: string };
        /** IANA name; `UTC` when absent. */
        timezone?: string;
        /** Shown to who asks. */
        because?: string;
        /** All when absent. */
        clusters?: string[];
        /** Of the callee; all when absent. */
        tiers?: Array<'dev' | 'staging' | 'prod'>;
      }>;
      /** How strict each cluster is; the strictest when absent. */
      clusters?: {
        [name: string]: {
          environment?: string;
          /** `prod` when absent. */
          tier?: 'dev' | 'staging' | 'prod';
          requiredApprovals?: number;
          /** Whether an owner of both may approve the own request; `dev` only. */
          selfApproval?: boolean;
          /**
           * The same for namespaces of the cluster; the first entry that is
           * meant wins, and what it leaves out is the cluster's.
           */
          namespaces?: Array<{
            /** Names; `*` stands for any characters. With `labels`: both must fit. */
            names?: string[];
            /** Labels that the Namespace has, all of them. */
            labels?: { [key: string]: string };
            environment?: string;
            tier?: 'dev' | 'staging' | 'prod';
            requiredApprovals?: number;
            selfApproval?: boolean;
          }>;
        };
      };
      /**
       * What a pull request says to whoever may read the repository: everything,
       * or nothing but the rule and a link to the request; `full` when absent.
       */
      prBody?: 'full' | 'minimal';
      rates?: {
        /** Of one person, in one process; 30 when absent. */
        previewsPerMinute?: number;
        /** New requests of one person; 10 when absent. */
        requestsPerHour?: number;
        /** Requests of one team that wait for something; 20 when absent. */
        openPerTeam?: number;
      };
      polling?: {
        /** Open pull requests, in their first hour; 2 minutes when absent. */
        open?: HumanDuration | string;
        /** After the merge, in the first ten minutes; 30 seconds when absent. */
        sync?: HumanDuration | string;
        /** Requests in force; 5 minutes when absent. */
        effective?: HumanDuration | string;
      };
      /** What guardrails measure by. */
      limits?: {
        /** Exact requests in one access request; 20 when absent. */
        maxTuples?: number;
        adminPorts?: number[];
        adminPaths?: string[];
        /** Pairs that may not call, each end by `key=value` labels and tags. */
        forbiddenPairs?: Array<{
          caller: string[];
          callee: string[];
          because?: string;
        }>;
      };
      /** How long after the merge a rule may take; 30 minutes when absent. */
      syncTimeout?: HumanDuration | string;
      /** An open request that nobody touches for so long is closed; 14 days when absent. */
      staleAfter?: HumanDuration | string;
      /** Annotation of users with their login, by host of the repository. */
      loginAnnotations?: { [host: string]: string };
    };
  };
}
