import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { Mapping } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { codeWords } from '../view/reasonWords';
import { CodeText } from './CodeText';
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
    <TableContainer>
      <Table size="small" aria-label={t('mapping.tried.caption')}>
        <TableHead>
          <TableRow>
            {columns.map(name => (
              <TableCell key={name} component="th" scope="col">
                {t(`mapping.tried.${name}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
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
        </TableBody>
      </Table>
    </TableContainer>
  );
};
