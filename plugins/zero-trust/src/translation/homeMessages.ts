/** What stands outside of the tab: the widget, the menu of an entity. */
export const homeMessages = {
  'myServices.title': 'My services: zero trust, worst first',
  'myServices.none':
    'You own no component, resource or API that names its workloads.',
  'myServices.failed': 'Your services could not be found',
  'myServices.good': 'Nothing to do.',
  'myServices.partial': 'Something could not be read in full.',
  'myServices.left_one': 'and {{count}} more service',
  'myServices.left_other': 'and {{count}} more services',
  'menu.check': 'Check a connection',
};
