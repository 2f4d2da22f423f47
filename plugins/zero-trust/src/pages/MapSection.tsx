import TextField from '@material-ui/core/TextField';
import { lazy, Suspense, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { Section } from '../components/Section';
import { useIsNear } from '../hooks/useIsNear';
import { useWords } from '../hooks/useWords';

/** Drawn only when somebody looks, so its code comes apart from the tab's. */
const MapPicture = lazy(() =>
  import('./MapPicture').then(m => ({ default: m.MapPicture })),
);

/** Callers, this service and callees as a picture; the tables say the same. */
export const MapSection = (props: {
  entityRef: string;
  title: string;
  clusters: readonly string[];
  /** Changes when the posture was fetched anew; the map follows. */
  generation: string;
}) => {
  const { clusters } = props;
  const t = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const near = useIsNear(frame);
  const [search, setSearch] = useSearchParams();
  const asked = search.get('map.cluster');
  const cluster = clusters.find(name => name === asked) ?? clusters[0];
  const choose = (name: string) => {
    const next = new URLSearchParams(search);
    next.set('map.cluster', name);
    setSearch(next, { replace: true });
  };
  const waiting = <LoadingSkeleton rows={6} />;
  return (
    <Section id="map" title={t('section.map')}>
      <div ref={frame}>
        {clusters.length > 1 && (
          <TextField
            select
            id="map-cluster"
            size="small"
            label={t('check.cluster')}
            value={cluster}
            onChange={event => choose(event.target.value)}
            SelectProps={{ native: true }}
            InputLabelProps={{ shrink: true }}
          >
            {clusters.map(name => (
              <option key={name}>{name}</option>
            ))}
          </TextField>
        )}
        {near ? (
          <Suspense fallback={waiting}>
            <MapPicture
              entityRef={props.entityRef}
              title={props.title}
              cluster={cluster}
              generation={props.generation}
            />
          </Suspense>
        ) : (
          waiting
        )}
      </div>
    </Section>
  );
};
