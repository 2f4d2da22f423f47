import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import type { LayerStep } from '@ztn/backstage-plugin-zero-trust-common';
import { CodeText } from '../../components/CodeText';
import { HeadedTable } from '../../components/HeadedTable';
import { OutcomeLabel } from '../../components/OutcomeLabel';
import { useWords } from '../../hooks/useWords';

/** Every enforcement on the way, before and after the change. */
export const LayerTable = (props: { layers: readonly LayerStep[] }) => {
  const t = useWords();
  return (
    <HeadedTable
      caption={t('request.layers')}
      columns={[
        { label: t('request.layer'), width: '30%' },
        { label: t('request.layer.before'), width: '16%' },
        { label: t('request.layer.after'), width: '16%' },
        { label: t('request.layer.change'), width: '38%' },
      ]}
    >
      {props.layers.map((layer, i) => (
        <TableRow key={i}>
          <TableCell component="th" scope="row">
            {t(`request.dialect.${layer.dialect}`)}{' '}
            {t(`request.side.${layer.side}`)}
            <Typography variant="caption" color="textSecondary" component="div">
              {t(layer.isolated ? 'request.isolated' : 'request.open')}
            </Typography>
          </TableCell>
          <TableCell>
            <OutcomeLabel outcome={layer.before} />
          </TableCell>
          <TableCell>
            <OutcomeLabel outcome={layer.after} />
          </TableCell>
          <TableCell>
            {t(`request.action.${layer.action}`)}
            {layer.object && (
              <div>
                <CodeText>{layer.object}</CodeText>
              </div>
            )}
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
};
