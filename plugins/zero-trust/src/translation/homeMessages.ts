/** What stands outside of the tab: the widget, the menu of an entity. */
export const homeMessages = {
  'myServices.title': 'My services: zero trust, worst first',
  'myServices.none':
    'You own no component, resource or API that names its workloads.',
  'myServices.failed': 'Your services could not be found',
  'myServices.good': 'No findings, and no control is missing.',
  'myServices.controls_one': '{{count}} control is missing',
  'myServices.controls_other': '{{count}} controls are missing',
  'myServices.controlsUnknown_one': '{{count}} control cannot be told',
  'myServices.controlsUnknown_other': '{{count}} controls cannot be told',
  'myServices.controlsPending': 'Controls are not computed yet',
  'myServices.partial': 'Something could not be read in full.',
  'myServices.left_one': 'and {{count}} more service',
  'myServices.left_other': 'and {{count}} more services',
  'menu.check': 'Check a connection',
};
