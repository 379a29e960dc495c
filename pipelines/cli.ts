process.stdout.write('keywright\n');
