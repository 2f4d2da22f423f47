import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import { Route, Routes, useParams, useSearchParams } from 'react-router-dom';
import { Section } from '../../components/Section';
import { SelectFilter } from '../../components/SelectFilter';
import { useWords } from '../../hooks/useWords';
import { RequestAccessProvider } from './RequestAccessProvider';
import { RequestList } from './RequestList';
import { RequestView } from './RequestView';
import { useStartRequest } from '../hooks/useStartRequest';

const views = ['reviewer', 'requester', 'all'] as const;
const titles = {
  reviewer: 'requests.waiting',
  requester: 'requests.mine',
  all: 'requests.all',
} as const;

/** `/zero-trust/requests`: the list, and below it the page of each request. */
export const RequestsPage = () => (
  <div id="zero-trust">
    <RequestAccessProvider>
      <Routes>
        <Route path="/" element={<Lists />} />
        <Route path="/:id" element={<One />} />
      </Routes>
    </RequestAccessProvider>
  </div>
);

function One() {
  const { id = '' } = useParams();
  return <RequestView id={id} />;
}

function Lists() {
  const t = useWords();
  const start = useStartRequest();
  const [search, setSearch] = useSearchParams();
  const view = views.find(one => one === search.get('view')) ?? 'reviewer';
  const state = search.get('state') === 'past' ? 'past' : 'open';
  const set = (name: string, value: string | undefined) =>
    setSearch(
      old => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <Section id="requests" title={t('requests.list')}>
      <Box display="flex" flexWrap="wrap" alignItems="center" gridGap={16}>
        <SelectFilter
          id="requests-view"
          label={t('requests.view')}
          value={view}
          options={views.map(value => ({ value, label: t(titles[value]) }))}
          onChange={value => set('view', value)}
        />
        <SelectFilter
          id="requests-state"
          label={t('requests.state')}
          value={state}
          options={(['open', 'past'] as const).map(value => ({
            value,
            label: t(`requests.state.${value}`),
          }))}
          onChange={value => set('state', value)}
        />
        {start && (
          <Button
            size="small"
            variant="contained"
            color="primary"
            onClick={() => start({})}
          >
            {t('request.start')}
          </Button>
        )}
      </Box>
      <RequestList
        query={{ state, ...(view === 'all' ? {} : { role: view }) }}
        none={t(`requests.none.${view}`)}
        linkTo={id => encodeURIComponent(id)}
      />
    </Section>
  );
}
