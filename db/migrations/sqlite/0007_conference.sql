DROP TABLE `passkey_challenges`;--> statement-breakpoint
DROP TABLE `passkeys`;--> statement-breakpoint
ALTER TABLE `adjustment_targets` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `dockets_order_idx` ON `dockets` (`year`,`number`,`id`);--> statement-breakpoint
CREATE INDEX `dockets_outcome_idx` ON `dockets` (`outcome`,`year`,`number`,`id`);--> statement-breakpoint
CREATE INDEX `dockets_review_idx` ON `dockets` (`state`,`review_on`,`id`);--> statement-breakpoint
ALTER TABLE `posting_outcomes` DROP COLUMN `new_graduates`;--> statement-breakpoint
ALTER TABLE `posting_outcomes` DROP COLUMN `same_occupation`;