import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ClusterStatus } from '@ztn/backstage-plugin-zero-trust-common';
import { Section } from '../../components/Section';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { freshnessWords } from '../../view/freshnessWords';
import { KindTable } from './KindTable';
import { PlainTable } from './PlainTable';

const useStyles = makeStyles(theme => ({
  title: { marginTop: theme.spacing(2) },
}));

/** How one cluster is read, kind by kind, and what was detected in it. */
export const ClusterCard = (props: { cluster: ClusterStatus; now: string }) => {
  const { cluster, now } = props;
  const t = useWords();
  const classes = useStyles();
  const words = freshnessWords(t, cluster, now);
  const heading =
    cluster.title === cluster.cluster
      ? cluster.title
      : `${cluster.title} (${cluster.cluster})`;
  return (
    <Section id={`cluster-${cluster.cluster}`} title={heading}>
      <div>
        <ToneLabel tone={words.tone}>{words.short}</ToneLabel>
      </div>
      {words.problem && (
        <Typography variant="body2">{words.problem}</Typography>
      )}
      <Typography variant="body2">
        {t('overview.workloads', { count: cluster.workloads })}
      </Typography>
      <Typography variant="subtitle1" component="h3" className={classes.title}>
        {t('clusters.kinds')}
      </Typography>
      <KindTable kinds={cluster.kinds} now={now} caption={heading} />
      <Typography variant="subtitle1" component="h3" className={classes.title}>
        {t('clusters.facts')}
      </Typography>
      <PlainTable
        caption={`${heading}: ${t('clusters.facts')}`}
        columns={[
          t('clusters.fact'),
          t('clusters.value'),
          t('clusters.source'),
        ]}
        rows={cluster.facts.map(({ name, value, source }) => ({
          id: name,
          cells: [name, value, source],
        }))}
      />
      {cluster.malformed.length > 0 && (
        <>
          <Typography
            variant="subtitle1"
            component="h3"
            className={classes.title}
          >
            {t('clusters.malformed')}
          </Typography>
          <PlainTable
            caption={`${heading}: ${t('clusters.malformed')}`}
            columns={[t('clusters.kind'), t('clusters.detail')]}
            rows={cluster.malformed.map(({ object, path, detail }, i) => ({
              id: `${object} ${i}`,
              cells: [object, path ? `${path}: ${detail}` : detail],
            }))}
          />
        </>
      )}
    </Section>
  );
};
