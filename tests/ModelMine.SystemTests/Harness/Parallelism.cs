// Real processes are waited for more than they compute: with as many tests at a time as there are cores, cores stand idle.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
