namespace ModelMine.Server.Accounts.Pages;

/// <summary>Says why a sign-in or sign-up was turned down, from the code in the query.</summary>
public static class AccountError
{
    /// <summary>One sentence that says what is wrong and what to do; null without a code.</summary>
    /// <param name="code">Code from the query.</param>
    public static string? Say(string? code) => code switch
    {
        null or "" => null,
        "invalid_credentials" => "E-mail and password do not match an account. Check both, or sign up.",
        "locked_out" => "Too many wrong passwords: this account rests for some minutes. Try again later.",
        "rate_limited" => "Too many attempts from here. Wait a minute, then try again.",
        "email_taken" => "There is an account with this e-mail already. Sign in instead.",
        "invalid_email" => "This is not an e-mail address. It looks like name@example.org.",
        "weak_password" or "invalid_password" => "The password is too short. Choose at least 8 characters.",
        "common_password" => "This password is one of those that are guessed first. Choose another.",
        "long_password" => "The password is too long: at most 256 characters.",
        "expired" or "antiforgery" => "The form was open for too long. Send it again.",
        _ => "That did not work. Check e-mail and password, then try again.",
    };
}
