import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { navModule } from './nav';
import { signInModule } from './signIn';

// Everything else, Zero trust included, is found by discovery: `app.packages`
// in app-config.yaml looks at the dependencies of this package.
export default createApp({
  features: [catalogPlugin, navModule, signInModule],
});
