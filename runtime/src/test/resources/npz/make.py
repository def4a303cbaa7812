# Writes the files beside it: python3 make.py FOLDER, with numpy 2.4.
import sys

import numpy as np

folder = sys.argv[1] + '/'
a = np.arange(24).reshape(2, 3, 4)
plain = {
    'conv1.weight': a.astype('<f4'), 'big': a.astype('>f4'), 'half': a.astype('<f2'), 'half.big': a.astype('>f2'),
    'double': a.astype('<f8'), 'double.big': a.astype('>f8'), 'i4': -a.astype('<i4'), 'i4.big': -a.astype('>i4'),
    'i8': a.astype('<i8') * -10**12, 'i8.big': a.astype('>i8') * -10**12, 'i2': -a.astype('<i2'), 'i1': -a.astype('i1'),
    'u1': a.astype('u1') + 200, 'u2': a.astype('>u2') + 65000, 'bool': a % 2 == 1,
    'fortran': np.asfortranarray(a.astype('<f4')), 'fortran.big': np.asfortranarray(a.astype('>f8')),
    'fortran.half': np.asfortranarray(a.astype('<f2')), 'scalar': np.float32(7.5), 'vector': np.asfortranarray(np.arange(3.0)),
    'empty': np.zeros((0, 4), 'f4'), 'empty.fortran': np.zeros((3, 0, 2), 'f4', order='F'), 'sliced': a[:, ::2, 1].astype('f4')}
np.savez(folder + 'stored.npz', **plain)
np.savez_compressed(folder + 'deflated.npz', **plain)
np.savez(folder + 'unnamed.npz', np.ones((2, 3), 'f4'), np.zeros(2, 'f4'))
np.savez(folder + 'objects.npz', weight=np.array([{'a': 1}], dtype=object))
np.savez(folder + 'fields.npz', weight=np.zeros(2, dtype=[('a', 'f4'), ('b', 'i4')]))
np.savez(folder + 'complex.npz', weight=np.zeros(2, 'c8'))
for v in (1, 2, 3):
    with open(folder + 'version%d.npy' % v, 'wb') as f:
        np.lib.format.write_array(f, a.astype('<f4'), version=(v, 0))
