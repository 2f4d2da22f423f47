import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import type { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { HeadedTable } from '../../components/HeadedTable';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { momentWords } from '../view/momentWords';
import {
  attentionWords,
  standingWords,
  toneOfStanding,
} from '../view/standingWords';

/** Requests, one a row, each a link to its page. */
export const RequestTable = (props: {
  requests: readonly AccessRequest[];
  linkTo?: (id: string) => string;
}) => {
  const t = useWords();
  return (
    <HeadedTable
      caption={t('requests.caption')}
      columns={[
        { label: t('requests.what'), width: '38%' },
        { label: t('requests.where'), width: '22%' },
        { label: t('requests.who'), width: '16%' },
        { label: t('requests.changed'), width: '14%' },
        { label: t('requests.pull'), width: '10%' },
      ]}
      minWidth={760}
    >
      {props.requests.map(request => (
        <TableRow key={request.id}>
          <TableCell component="th" scope="row">
            {props.linkTo ? (
              <Link to={props.linkTo(request.id)}>{request.sentence}</Link>
            ) : (
              request.sentence
            )}
            <Typography variant="caption" color="textSecondary" component="div">
              {request.shortId} · {request.spec.cluster}
            </Typography>
          </TableCell>
          <TableCell>
            <ToneLabel tone={toneOfStanding(request)}>
              {standingWords(t, request)}
            </ToneLabel>
            {request.attention && (
              <div>
                <ToneLabel tone="caution">
                  {attentionWords(t, request.attention).title}
                </ToneLabel>
              </div>
            )}
          </TableCell>
          <TableCell>
            <EntityRefLink entityRef={request.requester} />
          </TableCell>
          <TableCell>{momentWords(request.updatedAt)}</TableCell>
          <TableCell>
            {request.parts.map(({ pull }) =>
              pull && /^https?:\/\//.test(pull.url) ? (
                <div key={pull.url}>
                  <Link to={pull.url}>#{pull.number}</Link>
                </div>
              ) : null,
            )}
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
};
