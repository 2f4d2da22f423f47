import Button from '@material-ui/core/Button';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import type { FileChoice } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';

/** In which of several files an object is changed; one for each object. */
export const FileChoices = (props: {
  /** Those that are still open. */
  open: readonly FileChoice[];
  /** Ids of what was chosen before. */
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) => {
  const { open, chosen, onChange } = props;
  const t = useWords();
  const objects = [...new Set(open.map(({ object }) => object))];
  return (
    <>
      {objects.map(object => (
        <FormControl key={object} component="fieldset" margin="normal">
          <FormLabel component="legend">
            {t('request.choose', { object })}
          </FormLabel>
          <RadioGroup value="" onChange={(_, id) => onChange([...chosen, id])}>
            {open
              .filter(choice => choice.object === object)
              .map(({ id, path }) => (
                <FormControlLabel
                  key={id}
                  value={id}
                  label={path}
                  control={<Radio color="primary" size="small" />}
                />
              ))}
          </RadioGroup>
        </FormControl>
      ))}
      {chosen.length > 0 && (
        <div>
          <Button size="small" onClick={() => onChange([])}>
            {t('request.choose.again')}
          </Button>
        </div>
      )}
    </>
  );
};
