import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { Mapping } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { codeWords } from '../view/reasonWords';
import { CodeText } from './CodeText';
import { HeadedTable } from './HeadedTable';
import { ToneLabel } from './ToneLabel';

/** Every annotation and cluster that was tried, and what came of it. */
export const MappingTriedTable = (props: { tried: Mapping['tried'] }) => {
  const t = useWords();
  const columns = [
    'cluster',
    'annotation',
    'selector',
    'namespace',
    'result',
  ] as const;
  return (
    <HeadedTable
      caption={t('mapping.tried.caption')}
      columns={columns.map(name => t(`mapping.tried.${name}`))}
    >
      {props.tried.map((line, i) => (
        <TableRow key={i}>
          <TableCell component="th" scope="row">
            {line.cluster}
          </TableCell>
          <TableCell>
            <CodeText>{line.annotation}</CodeText>
          </TableCell>
          <TableCell>
            <CodeText>{line.selector}</CodeText>
          </TableCell>
          <TableCell>
            {line.namespace ?? t('mapping.tried.anyNamespace')}
          </TableCell>
          <TableCell>
            {line.reason === 'cluster-unreadable' ? (
              <ToneLabel tone="unknown">
                {codeWords(t, 'mappingReason', line.reason)}
              </ToneLabel>
            ) : (
              <>
                {t('mapping.tried.matched', { count: line.matched })}
                {line.reason && (
                  <div>{codeWords(t, 'mappingReason', line.reason)}</div>
                )}
              </>
            )}
            {line.detail && <div>{line.detail}</div>}
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
};
