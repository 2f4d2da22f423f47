import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { PermissionRow } from '@ztn/backstage-plugin-zero-trust-common';
import { useMemo, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { FailedPanel } from '../components/FailedPanel';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { MapDiagram } from '../components/map/MapDiagram';
import { MapLegend } from '../components/map/MapLegend';
import { MapNodeDetails } from '../components/map/MapNodeDetails';
import { AllPermissions, useAllPermissions } from '../hooks/useAllPermissions';
import { useFollow } from '../hooks/useFollow';
import { useWords } from '../hooks/useWords';
import { checkFormOfRow, writeCheckForm } from '../view/checkForm';
import { mapLayout } from '../view/map/mapLayout';
import { mapModel } from '../view/map/mapModel';

/** The map of one cluster, and behind it the rows of the node that is chosen. */
export const MapPicture = (props: {
  entityRef: string;
  title: string;
  cluster: string;
  generation: string;
}) => {
  const { entityRef, cluster, generation } = props;
  const t = useWords();
  const all = useAllPermissions(entityRef, cluster);
  const { refetch } = all;
  useFollow(generation, refetch);

  if (all.status === 'loading') return <LoadingSkeleton rows={6} />;
  if (all.status === 'failed') {
    return (
      <FailedPanel
        title={t('table.failed')}
        error={all.error}
        onRetry={refetch}
      />
    );
  }
  return <Picture title={props.title} permissions={all.value} />;
};

function Picture(props: { title: string; permissions: AllPermissions }) {
  const { permissions } = props;
  const t = useWords();
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  const [chosen, setChosen] = useState<string>();
  const model = useMemo(
    () =>
      mapModel(t, {
        callers: permissions.inbound,
        callees: permissions.outbound,
      }),
    [t, permissions],
  );
  const layout = useMemo(() => mapLayout(model), [model]);
  const node = layout.nodes.find(({ id }) => id === chosen);
  const checkLink = (row: PermissionRow) =>
    `${pathname}?${writeCheckForm(
      search,
      checkFormOfRow(row, node?.side === 'callees' ? 'outbound' : 'inbound'),
    )}#check`;

  if (layout.nodes.length === 0) {
    return <Typography variant="body2">{t('map.empty')}</Typography>;
  }
  return (
    <>
      <MapLegend used={layout.nodes.map(({ style }) => style)} />
      <MapDiagram
        layout={layout}
        title={props.title}
        chosen={node?.id}
        onChoose={id => setChosen(old => (old === id ? undefined : id))}
        describedBy="map-help"
      />
      <Typography
        id="map-help"
        variant="body2"
        color="textSecondary"
        component="div"
      >
        {[
          t('map.help'),
          model.refused > 0 && t('map.refused', { count: model.refused }),
          permissions.left > 0 && t('map.left', { count: permissions.left }),
          permissions.hiddenPeers > 0 &&
            t('table.hidden', { count: permissions.hiddenPeers }),
          permissions.partial && t('state.partial'),
        ]
          .filter(Boolean)
          .join(' ')}
      </Typography>
      {node && (
        <Box mt={1}>
          <MapNodeDetails node={node} checkLink={checkLink} />
        </Box>
      )}
    </>
  );
}
