import { acceptedValue, refusalOf } from '../testing/edited';
import { openYaml } from '../yaml/openYaml';
import { findKustomization } from './findKustomization';
import { addResource, dropResource } from './resources';

const add = (text: string, resource = 'b.yaml') =>
  acceptedValue(addResource(acceptedValue(openYaml(text)), resource));

const sorted = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  # policies
  - a.yaml # first
  # about c
  - c.yaml
# end
`;

describe('resources of a kustomization', () => {
  it('E13 inserts into a sorted list in order and keeps the comments', () => {
    expect(add(sorted)).toBe(
      sorted.replace('  # about c\n', '  - b.yaml\n  # about c\n'),
    );
  });

  it('E13 changes nothing the second time', () => {
    const once = add(sorted);
    expect(add(once)).toBe(once);
  });

  it('E13 counts ./b.yaml as listed', () => {
    const text = 'resources:\n- ./b.yaml\n';
    expect(add(text)).toBe(text);
  });

  it('appends to a list that is not sorted, and writes ./ where all do', () => {
    expect(add('resources:\n- ./z.yaml\n- ./a.yaml\n')).toBe(
      'resources:\n- ./z.yaml\n- ./a.yaml\n- ./b.yaml\n',
    );
  });

  it('adds the key where it is missing', () => {
    expect(add('namespace: shop\n')).toBe(
      'namespace: shop\nresources:\n  - b.yaml\n',
    );
  });

  it('takes a resource off the list, and nothing else', () => {
    const file = acceptedValue(openYaml(sorted));
    expect(acceptedValue(dropResource(file, './c.yaml'))).toBe(
      sorted.replace('  - c.yaml\n', ''),
    );
    expect(acceptedValue(dropResource(file, 'x.yaml'))).toBe(sorted);
  });

  it("refuses Flux's kind of the same name", () => {
    const file = acceptedValue(
      openYaml('apiVersion: kustomize.toolkit.fluxcd.io/v1\nspec: {}\n'),
    );
    expect(refusalOf(addResource(file, 'b.yaml'))).toMatchObject({
      code: 'EDIT_NOT_PROVABLE',
    });
  });
});

describe('findKustomization', () => {
  it('E14 refuses two kustomizations in one folder', () => {
    expect(
      refusalOf(
        findKustomization(
          'a/b.yaml',
          ['a/kustomization.yaml', 'a/Kustomization'],
          ['a'],
        ),
      ),
    ).toMatchObject({ code: 'AMBIGUOUS_TARGET' });
  });

  it('takes the nearest above the file, and none outside the roots', () => {
    const paths = ['kustomization.yaml', 'a/kustomization.yml'];
    const nearest = (path: string, root: string) =>
      acceptedValue(findKustomization(path, paths, [root]));
    expect(nearest('a/b/c.yaml', 'a')).toBe('a/kustomization.yml');
    expect(nearest('x/y.yaml', 'x')).toBeUndefined();
    expect(nearest('x/y.yaml', '.')).toBe('kustomization.yaml');
  });
});
