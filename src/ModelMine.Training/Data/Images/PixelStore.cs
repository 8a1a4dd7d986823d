using System.Buffers;
using System.IO.MemoryMappedFiles;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Training.Data.Images;

/// <summary>
/// Room for decoded pixels. What is small lies in memory; what is large lies in a file of the attempt's folder that is mapped, so that
/// the system keeps of it what fits, and fetches the rest when it is asked for.
/// </summary>
internal static class PixelStore
{
    /// <param name="folder">The attempt's folder.</param>
    /// <param name="length">Bytes; at most <see cref="int.MaxValue"/>.</param>
    public static Memory<byte> Room(string folder, long length) =>
        length <= ImageMemory.MappedAbove ? new byte[length] : new MappedFile(folder, checked((int)length)).Memory;

    private sealed unsafe class MappedFile : MemoryManager<byte>
    {
        private readonly MemoryMappedFile _file;
        private readonly MemoryMappedViewAccessor _view;
        private readonly int _length;
        private readonly byte* _start;

        public MappedFile(string folder, int length)
        {
            _length = length;
            var path = Path.Combine(folder, $"pixels-{Guid.NewGuid():N}");
            _file = MemoryMappedFile.CreateFromFile(
                new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose, PreallocationSize = length,
                }),
                mapName: null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            // Without a name it goes with the process, however that ends.
            if (!OperatingSystem.IsWindows()) File.Delete(path);
            _view = _file.CreateViewAccessor(0, length);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        }

        public override Span<byte> GetSpan() => new(_start, _length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}
