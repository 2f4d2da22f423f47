import { ReactNode } from 'react';
import { SideDrawer } from '../../components/SideDrawer';
import { useWords } from '../../hooks/useWords';

/** What one row rests on. */
export const EvidenceDrawer = (props: {
  name: string;
  cluster: string;
  onClose: () => void;
  children: ReactNode;
}) => {
  const { name, cluster } = props;
  const t = useWords();
  return (
    <SideDrawer
      id="evidence"
      title={t('evidence.title', { name, cluster })}
      onClose={props.onClose}
    >
      {props.children}
    </SideDrawer>
  );
};
