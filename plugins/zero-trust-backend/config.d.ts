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
  };
}
