import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { ComplianceResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { ComplianceFilters } from '../view/complianceFilters';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
}));

/** Namespaces that take plaintext, longest first. */
export const PermissiveList = (props: {
  permissive: ComplianceResponse['permissive'];
  partial: boolean;
  linkTo: (filters: ComplianceFilters) => string;
}) => {
  const t = useWords();
  const classes = useStyles();
  if (props.permissive.length === 0) {
    return props.partial ? (
      <ToneLabel tone="unknown">
        {t('overview.permissive.nonePartial')}
      </ToneLabel>
    ) : (
      <ToneLabel tone="good">{t('overview.permissive.none')}</ToneLabel>
    );
  }
  return (
    <ul className={classes.list}>
      {props.permissive.map(({ cluster, namespace, since, days }) => (
        <li key={`${cluster}/${namespace}`}>
          <Link to={props.linkTo({ cluster, namespace })}>
            {`${cluster}/${namespace}`}
          </Link>{' '}
          {since === undefined || days === undefined ? (
            <ToneLabel tone="unknown">
              {t('overview.permissive.unknown')}
            </ToneLabel>
          ) : (
            <ToneLabel tone="caution">
              {t('overview.permissive.days', { count: days, since })}
            </ToneLabel>
          )}
        </li>
      ))}
    </ul>
  );
};
