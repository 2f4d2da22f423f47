import { useWords } from '../hooks/useWords';

/** The words of the entry in an entity's menu. */
export const MenuTitle = () => {
  const t = useWords();
  return <>{t('menu.check')}</>;
};
