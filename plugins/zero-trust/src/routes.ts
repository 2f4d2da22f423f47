import { createRouteRef } from '@backstage/core-plugin-api';

/** Path of the tab below the entity page, unless the app moves it. */
export const entityContentPath = '/zero-trust';

/** Mount point of the entity tab. */
export const entityContentRouteRef = createRouteRef({
  id: 'zero-trust:entity-content',
});

/** Where the platform pages are, unless the app moves them. */
export const platformPath = '/zero-trust';

/** Mount point of the platform pages. */
export const platformRouteRef = createRouteRef({ id: 'zero-trust:platform' });
