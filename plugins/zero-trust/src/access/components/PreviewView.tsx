import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { AccessPreview } from '@ztn/backstage-plugin-zero-trust-common';
import { ReactNode } from 'react';
import { ToneLabel } from '../../components/ToneLabel';
import { YamlBlock } from '../../components/YamlBlock';
import { useWords } from '../../hooks/useWords';
import { toneOfPreview } from '../view/requestWords';
import { DiffView } from './DiffView';
import { EffectView } from './EffectView';
import { FindingLines } from './FindingLines';
import { LayerTable } from './LayerTable';

const useStyles = makeStyles(theme => ({
  part: { marginTop: theme.spacing(2) },
}));

/** Everything that a person needs to ask for, or to approve, a change. */
export const PreviewView = (props: {
  preview: AccessPreview;
  cluster: string;
  /** Its page tells what it is and how it stands. */
  submitted?: boolean;
}) => {
  const { preview, cluster, submitted } = props;
  const t = useWords();
  return (
    <>
      {!submitted && (
        <>
          <Typography variant="body1">{preview.sentence}</Typography>
          <div role="status">
            <ToneLabel tone={toneOfPreview(preview.outcome)}>
              {t(
                preview.choices?.length
                  ? 'request.outcome.choose'
                  : `request.outcome.${preview.outcome}`,
              )}
            </ToneLabel>
          </div>
          <Typography variant="body2">{preview.reason}</Typography>
        </>
      )}
      {/* That nothing was found says something of a whole plan only. */}
      {(preview.outcome === 'change' || preview.findings.length > 0) && (
        <Part title={t('request.findings')}>
          <FindingLines findings={preview.findings} />
        </Part>
      )}
      {preview.layers.length > 0 && (
        <Part title={t('request.layers')}>
          <LayerTable layers={preview.layers} />
        </Part>
      )}
      {/* What cannot be told is not the same as no effect. */}
      {preview.outcome !== 'unknown' && (
        <Part title={t('request.effect')}>
          <EffectView effect={preview.effect} cluster={cluster} />
        </Part>
      )}
      <Files preview={preview} />
      {preview.outcome === 'change' && (
        <Part title={t('request.reviewers')}>
          <Reviewers preview={preview} />
        </Part>
      )}
    </>
  );
};

function Part(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <section className={classes.part} aria-label={props.title}>
      <Typography variant="subtitle1" component="h4">
        {props.title}
      </Typography>
      <Typography variant="body2" component="div">
        {props.children}
      </Typography>
    </section>
  );
}

/** The files where they are known; else the objects, to be committed by hand. */
function Files({ preview }: { preview: AccessPreview }) {
  const t = useWords();
  if (preview.parts.length > 0) {
    return (
      <>
        {preview.parts.map(({ sourceId, branch, locatedBy, files }) => (
          <Part
            key={`${sourceId} ${branch}`}
            title={t('request.files', { source: sourceId, branch })}
          >
            {t('request.located', { locator: locatedBy })}
            {files.map(file => {
              const name = t(`request.file.${file.change}`, {
                path: file.path,
              });
              return (
                <div key={file.path}>
                  {name}
                  <DiffView label={name} diff={file.diff} />
                </div>
              );
            })}
          </Part>
        ))}
      </>
    );
  }
  return preview.manifests.length === 0 ? null : (
    <Part title={t('request.manifests')}>
      {preview.manifests.map(({ object, yaml }) => (
        <YamlBlock key={object} label={object} yaml={yaml} />
      ))}
    </Part>
  );
}

function Reviewers({ preview }: { preview: AccessPreview }) {
  const t = useWords();
  if (preview.reviewers.length === 0) {
    return <ToneLabel tone="bad">{t('request.reviewers.none')}</ToneLabel>;
  }
  return (
    <>
      {t('request.reviewers.count', { count: preview.requiredApprovals })}
      {preview.reviewers.map(({ ref }) => (
        <div key={ref}>
          <EntityRefLink entityRef={ref} />
        </div>
      ))}
    </>
  );
}
