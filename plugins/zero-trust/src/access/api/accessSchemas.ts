export { accessSchemas } from '@ztn/backstage-plugin-zero-trust-common';
