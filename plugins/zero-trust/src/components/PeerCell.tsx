import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { PermissionPeer } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { PeerWords, peerWords } from '../view/peerWords';
import { Breakable } from './Breakable';
import { ToneLabel } from './ToneLabel';

/** The other end of a row: its entity and owner, or what it is otherwise. */
export const PeerCell = (props: {
  peer: PermissionPeer;
  /** Where the row holds; the same peer may have other rights elsewhere. */
  cluster: string;
}) => {
  const t = useWords();
  const words = peerWords(t, props.peer);
  return (
    <>
      <PeerTitle words={words} />
      <Typography variant="caption" color="textSecondary" component="div">
        <Breakable
          text={[props.cluster, words.detail].filter(Boolean).join(' · ')}
        />
      </Typography>
    </>
  );
};

function PeerTitle(props: { words: PeerWords }) {
  const { entities, isEveryone, title } = props.words;
  const t = useWords();
  if (isEveryone) return <ToneLabel tone="caution">{title}</ToneLabel>;
  if (entities.length === 0) return <Breakable text={title} />;
  return (
    <>
      {entities.map(entity => (
        <div key={entity.entityRef}>
          <EntityRefLink
            entityRef={entity.entityRef}
            title={entity.title}
            disableTooltip
          />
          {entity.owner && (
            <Typography variant="caption" color="textSecondary" component="div">
              {t('table.owner', { owner: entity.owner.replace(/^.*\//, '') })}
            </Typography>
          )}
        </div>
      ))}
    </>
  );
}
