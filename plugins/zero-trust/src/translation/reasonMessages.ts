/**
 * One sentence for every reason code of the engine: what a layer saw that made
 * it answer so. The deciding object and field are shown beside the sentence.
 */
export const reasonMessages = {
  reasonUnknown:
    'Reported with the code "{{code}}", which this version has no words for.',

  'reason.no-policy':
    'No policy selects this end, so the network does not restrict it.',
  'reason.allow-rule': 'A rule allows it.',
  'reason.deny-rule': 'A rule denies it.',
  'reason.not-covered-yet': 'This version does not judge this layer yet.',
  'reason.wire-port-unknown':
    'Whether the connection uses the port itself or the mesh tunnel port 15008 is not known, and the policies treat the two differently.',
  'reason.no-allow-rule-matched':
    'A policy selects the service and none of its rules admits this caller with this request.',
  'reason.isolated-no-rule-matched':
    'A policy closes this direction by default and no rule opens it for this connection.',
};
