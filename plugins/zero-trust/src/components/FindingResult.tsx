import { Link } from '@backstage/core-components';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { BaseSearchResultListItemProps } from '@backstage/plugin-search-react/alpha';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import ListItemText from '@material-ui/core/ListItemText';
import { useWords } from '../hooks/useWords';
import { findingDocument } from '../view/findingDocument';
import { findingWords } from '../view/reasonWords';
import { toneOfSeverity } from '../view/tone';
import { ToneLabel } from './ToneLabel';

/** A finding among the results of the search. */
export const FindingResult = (props: BaseSearchResultListItemProps) => {
  const t = useWords();
  const found = findingDocument(props.result);
  if (!found) return null;
  const { title, meaning } = findingWords(t, found.code);
  return (
    <>
      {props.icon && <ListItemIcon>{props.icon}</ListItemIcon>}
      <ListItemText
        disableTypography
        primary={
          <>
            <Link to={found.location}>{title}</Link>{' '}
            <ToneLabel tone={toneOfSeverity(found.severity)}>
              {t(`severity.${found.severity}`)}
            </ToneLabel>
          </>
        }
        secondary={
          <div>
            <EntityDisplayName entityRef={found.entityRef} /> · {meaning}
          </div>
        }
      />
    </>
  );
};
