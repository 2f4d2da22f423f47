import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useLocation } from 'react-router-dom';
import { useAnchor } from '../hooks/useAnchor';
import { useWords } from '../hooks/useWords';
import { sectionIds } from '../view/sectionIds';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body1,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    listStyle: 'none',
    margin: theme.spacing(2, 0, 0),
    padding: 0,
  },
}));

/** Links to the sections; also scrolls to the one that the URL names. */
export const SectionNav = () => {
  const t = useWords();
  const classes = useStyles();
  const { hash, pathname, search } = useLocation();

  useAnchor(sectionIds.find(id => `#${id}` === hash));

  return (
    <nav aria-label={t('nav.label')}>
      <ul className={classes.list}>
        {sectionIds.map(id => (
          <li key={id}>
            <Link to={`${pathname}${search}#${id}`}>{t(`section.${id}`)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};
