/** Title, meaning and remedy for every finding code. */
export const findingMessages = {
  'findingUnknown.meaning':
    'The backend reports a defect that this version of the plugin has no words for.',
  'findingUnknown.fix':
    'Look at the object and field named here, and update the plugin to read what it means.',
};
