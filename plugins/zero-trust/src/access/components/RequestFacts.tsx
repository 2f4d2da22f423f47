import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  AccessApproval,
  AccessRequest,
  AccessRequestPart,
} from '@ztn/backstage-plugin-zero-trust-common';
import { FactList } from '../../components/FactList';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { useRequestLink } from '../hooks/useRequestLink';
import { momentWords } from '../view/momentWords';

/** Who asked for what and why, its pull requests and its reviews. */
export const RequestFacts = (props: { request: AccessRequest }) => {
  const { request } = props;
  const { caller, callee, cluster } = request.spec;
  const t = useWords();
  return (
    <FactList
      facts={[
        {
          name: t('request.for'),
          value: (
            <>
              <EntityRefLink entityRef={caller.entityRef} /> →{' '}
              <EntityRefLink entityRef={callee.entityRef} /> · {cluster}
            </>
          ),
        },
        {
          name: t('request.who'),
          value: <EntityRefLink entityRef={request.requester} />,
        },
        ...(['supersedes', 'supersededBy'] as const).flatMap(name => {
          const other = request[name];
          return other === undefined
            ? []
            : [{ name: t(`request.${name}`), value: <Other id={other} /> }];
        }),
        { name: t('request.when'), value: momentWords(request.createdAt) },
        // Written by a person: text, and nothing but text.
        {
          name: t('request.why'),
          value: (
            <span style={{ whiteSpace: 'pre-wrap' }}>
              {request.justification}
            </span>
          ),
        },
        ...(request.ticketUrl?.startsWith('https://')
          ? [
              {
                name: t('request.ticket'),
                value: <Link to={request.ticketUrl}>{request.ticketUrl}</Link>,
              },
            ]
          : []),
        {
          name: t('request.pulls'),
          value: <Pulls parts={request.parts} />,
        },
        {
          name: t('request.approvals'),
          value: (
            <Approvals
              approvals={request.approvals}
              required={request.requiredApprovals}
            />
          ),
        },
      ]}
    />
  );
};

/** Another request, by the part of its id that people use. */
function Other({ id }: { id: string }) {
  const linkTo = useRequestLink();
  const shortId = id.slice(-12);
  return linkTo ? <Link to={linkTo(id)}>{shortId}</Link> : <>{shortId}</>;
}

function Pulls({ parts }: { parts: readonly AccessRequestPart[] }) {
  const t = useWords();
  if (parts.every(({ pull, error }) => !pull && !error)) {
    return <>{t('request.noPull')}</>;
  }
  return (
    <>
      {parts.map(({ sourceId, branch, state, pull, enforced, error }) => (
        <div key={`${sourceId} ${branch}`}>
          {pull && /^https?:\/\//.test(pull.url) ? (
            <Link to={pull.url}>
              {t('request.pull', { number: pull.number })}
            </Link>
          ) : (
            t('request.noPull')
          )}{' '}
          ({sourceId})
          {enforced && enforced !== 'yes' && !isDone(state) && (
            <div>
              <ToneLabel tone={enforced === 'no' ? 'caution' : 'unknown'}>
                {t(`request.enforced.${enforced}`)}
              </ToneLabel>
            </div>
          )}
          {error && (
            <div>
              <ToneLabel tone="bad">
                {error.message} ({error.code})
              </ToneLabel>
            </div>
          )}
        </div>
      ))}
    </>
  );
}

/** What is merged or closed waits for nobody any more. */
const isDone = (state: AccessRequestPart['state']): boolean =>
  state === 'merged' || state === 'closed';

function Approvals(props: {
  approvals: readonly AccessApproval[];
  required: number;
}) {
  const t = useWords();
  return (
    <>
      <div>{t('request.reviewers.count', { count: props.required })}</div>
      {props.approvals.length === 0 && <div>{t('request.approvals.none')}</div>}
      {props.approvals.map(({ login, userRef, state, counts, why }) => (
        <div key={login}>
          {userRef ? <EntityRefLink entityRef={userRef} /> : login}{' '}
          {t(`request.approval.${state}`)},{' '}
          {counts ? (
            <ToneLabel tone="good">{t('request.approval.counts')}</ToneLabel>
          ) : (
            <ToneLabel tone="neutral">
              {t('request.approval.not', { why: why ?? '' })}
            </ToneLabel>
          )}
        </div>
      ))}
    </>
  );
}
