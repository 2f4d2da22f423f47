import Typography from '@material-ui/core/Typography';
import {
  ComplianceResponse,
  Control,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useSearchParams } from 'react-router-dom';
import { Section } from '../../components/Section';
import { SelectFilter } from '../../components/SelectFilter';
import { useWords } from '../../hooks/useWords';
import { RequirementTable } from '../components/RequirementTable';
import { usePagePath } from '../hooks/usePagePath';
import { byRequirement } from '../view/byRequirement';
import { ComplianceFilters } from '../view/complianceFilters';
import { frameworkWords } from '../view/frameworkWords';

/** The same counts by the requirements of a framework; which one is in the URL. */
export const RequirementsSection = (props: {
  lines: ComplianceResponse['controls'];
  controls: ReadonlyMap<string, Control>;
  filters: ComplianceFilters;
}) => {
  const { lines, controls, filters } = props;
  const t = useWords();
  const pathTo = usePagePath();
  const [search, setSearch] = useSearchParams();
  const frameworks = [
    ...new Set(
      [...controls.values()].flatMap(({ mapping }) =>
        mapping.map(({ framework }) => framework),
      ),
    ),
  ];
  const chosen =
    frameworks.find(id => id === search.get('framework')) ?? frameworks[0];
  if (chosen === undefined) return null;
  return (
    <Section id="requirements" title={t('requirements.title')}>
      <SelectFilter
        id="framework"
        label={t('requirements.framework')}
        value={chosen}
        options={frameworks.map(value => ({
          value,
          label: frameworkWords(t, value),
        }))}
        onChange={value =>
          setSearch(
            old => {
              const next = new URLSearchParams(old);
              if (value) next.set('framework', value);
              return next;
            },
            { replace: true },
          )
        }
      />
      <Typography variant="body2" color="textSecondary" paragraph>
        {t('requirements.text')}
      </Typography>
      <RequirementTable
        framework={frameworkWords(t, chosen)}
        rows={byRequirement(chosen, controls.values(), lines)}
        linkTo={(control, state) =>
          pathTo('workloads', { ...filters, control, state })
        }
      />
    </Section>
  );
};
