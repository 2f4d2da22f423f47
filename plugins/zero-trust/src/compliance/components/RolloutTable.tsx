import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  meshStageSchema,
  networkStageSchema,
  RolloutResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ReactNode } from 'react';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { Translate } from '../../view/Translate';
import { toneOfMeshStage, toneOfNetworkStage } from '../view/stageWords';
import { PlainTable } from './PlainTable';

type Line = RolloutResponse['items'][number];

/** Namespaces with their stages; each opens to who would break. */
export const RolloutTable = (props: {
  rows: readonly Line[];
  onOpen: (row: Line) => void;
}) => {
  const t = useWords();
  return (
    <PlainTable
      caption={t('rollout.caption')}
      columns={[
        t('rollout.namespace'),
        t('rollout.mesh'),
        t('rollout.network'),
        t('rollout.plan'),
      ]}
      rows={props.rows.map(row => ({
        id: row.id,
        cells: [
          <Name key="name" row={row} />,
          <Mesh key="mesh" row={row} />,
          <Network key="network" row={row} />,
          <Button
            key="open"
            size="small"
            variant="outlined"
            aria-label={t('rollout.look.label', { namespace: row.id })}
            onClick={() => props.onOpen(row)}
          >
            {t('rollout.look')}
          </Button>,
        ],
      }))}
    />
  );
};

function Name({ row }: { row: Line }) {
  const t = useWords();
  return (
    <>
      {row.namespace}
      <Quiet>
        {row.cluster} · {t('rollout.workloads', { count: row.workloads })}
      </Quiet>
    </>
  );
}

function Mesh({ row }: { row: Line }) {
  const t = useWords();
  return (
    <>
      <ToneLabel tone={toneOfMeshStage(row.mesh)}>
        {t(`meshStage.${row.mesh}`)}
      </ToneLabel>
      <Quiet>
        {[
          ...meshStageSchema.options.flatMap(stage =>
            row.meshCounts[stage]
              ? t('rollout.count', {
                  count: row.meshCounts[stage],
                  stage: t(`meshStage.${stage}`),
                })
              : [],
          ),
          ...permissiveWords(t, row),
        ].join(' · ')}
      </Quiet>
    </>
  );
}

function permissiveWords(t: Translate, { permissiveDays: days }: Line) {
  if (days === undefined) return [];
  return [
    days === 0
      ? t('rollout.permissiveToday')
      : t('rollout.permissiveDays', { count: days }),
  ];
}

function Network({ row }: { row: Line }) {
  const t = useWords();
  return (
    <>
      <ToneLabel tone={toneOfNetworkStage(row.network)}>
        {t(`networkStage.${row.network}`)}
      </ToneLabel>
      <Quiet>
        {networkStageSchema.options
          .flatMap(stage =>
            row.networkCounts[stage]
              ? t('rollout.count', {
                  count: row.networkCounts[stage],
                  stage: t(`networkStage.${stage}`),
                })
              : [],
          )
          .join(' · ')}
      </Quiet>
    </>
  );
}

function Quiet(props: { children: ReactNode }) {
  return (
    <Typography variant="caption" color="textSecondary" component="div">
      {props.children}
    </Typography>
  );
}
