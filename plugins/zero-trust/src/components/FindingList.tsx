import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  evidenceKinds,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { FindingRow, findingRows } from '../view/findingRows';
import { findingWords, gapWords } from '../view/reasonWords';
import { toneOfSeverity } from '../view/tone';
import { CodeText } from './CodeText';
import { EvidenceObject } from './EvidenceObject';
import { FactList } from './FactList';
import { ToneLabel } from './ToneLabel';

const useStyles = makeStyles(theme => ({
  item: {
    padding: theme.spacing(1.5, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1.5),
    marginBottom: theme.spacing(0.5),
  },
}));

/** Findings worst first, and everything that could not be read. */
export const FindingList = (props: {
  workloads: readonly WorkloadPosture[];
}) => {
  const t = useWords();
  const rows = findingRows(props.workloads);
  const gaps = [
    ...new Set(
      props.workloads.flatMap(workload =>
        workload.gaps.map(gap => `${workload.cluster} · ${gapWords(t, gap)}`),
      ),
    ),
  ];
  return (
    <>
      {rows.length === 0 &&
        (gaps.length === 0 ? (
          <ToneLabel tone="good">{t('findings.none')}</ToneLabel>
        ) : (
          <ToneLabel tone="unknown">{t('findings.noneWithGaps')}</ToneLabel>
        ))}
      {rows.map(row => (
        <FindingItem key={row.id} row={row} />
      ))}
      {gaps.length > 0 && (
        <Box mt={1}>
          <Typography variant="subtitle2" component="h3">
            {t('findings.gapsTitle')}
          </Typography>
          {gaps.map(gap => (
            <div key={gap}>
              <ToneLabel tone="unknown">{gap}</ToneLabel>
            </div>
          ))}
        </Box>
      )}
    </>
  );
};

function FindingItem(props: { row: FindingRow }) {
  const { cluster, finding, concerns } = props.row;
  const t = useWords();
  const classes = useStyles();
  const words = findingWords(t, finding.code);
  const details = Object.entries(finding.params)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ');
  return (
    <div className={classes.item}>
      <div className={classes.head}>
        <ToneLabel tone={toneOfSeverity(finding.severity)}>
          {t(`severity.${finding.severity}`)}
        </ToneLabel>
        <Typography variant="body1" component="h3">
          {words.title}
        </Typography>
      </div>
      <FactList
        facts={[
          {
            name: t('findings.where'),
            value: (
              <>
                <CodeText>{finding.object}</CodeText>{' '}
                {finding.path && <CodeText>{finding.path}</CodeText>}{' '}
                {evidenceKinds.has(finding.object.split(' ')[0]) && (
                  <EvidenceObject
                    cluster={cluster}
                    object={finding.object}
                    path={finding.path}
                  />
                )}
              </>
            ),
          },
          { name: t('findings.meaning'), value: words.meaning },
          { name: t('findings.fix'), value: words.fix },
          ...(details ? [{ name: t('findings.details'), value: details }] : []),
          { name: t('findings.concerns'), value: concerns.join(', ') },
          { name: t('findings.code'), value: finding.code },
        ]}
      />
    </div>
  );
}
